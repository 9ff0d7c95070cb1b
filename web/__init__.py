"""the edge: HTTP, HTML, and the front door of the command."""
