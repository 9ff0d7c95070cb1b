// What JavaScript adds to pages that are complete without it.
import { keys } from "./keys.js";

const page = document.body.classList;
const added = [];

keys();
if (document.querySelector("#q")) added.push(import("./suggest.js").then((module) => module.suggest()));
if (page.contains("searching")) added.push(import("./results.js").then((module) => module.results()));
if (page.contains("reading")) added.push(import("./article.js").then((module) => module.article()));
Promise.all(added).then(() => { document.documentElement.dataset.ready = "yes"; });
