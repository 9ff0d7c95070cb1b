// What JavaScript adds to pages that are complete without it.
import { keys } from "./keys.js";

keys();
if (document.querySelector("#q")) import("./suggest.js").then((module) => module.suggest());
if (document.body.classList.contains("searching")) import("./results.js").then((module) => module.results());
if (document.body.classList.contains("reading")) import("./article.js").then((module) => module.article());
