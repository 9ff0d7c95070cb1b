// Results that update in place: the address stays in step, and focus, scroll and panels stay put.
import { brush } from "./brush.js";

const SWAPPED = ["found", "filters", "colophon"];
let asked = 0;

// The address that the results are of: a leap within the page, as to its content, leaves it as it is.
const place = () => location.pathname + location.search;
let shown = place();

function opened() {
  return Object.fromEntries([...document.querySelectorAll("details[id]")].map((panel) => [panel.id, panel.open]));
}

function anchor() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  if (at.name && at.type === "checkbox") {
    const value = at.value.replace(/^-/, "");
    return `input[name="${at.name}"][value="${CSS.escape(value)}"], input[name="${at.name}"][value="-${CSS.escape(value)}"]`;
  }
  if (at.id) return `#${CSS.escape(at.id)}`;
  if (at.name) return `[name="${at.name}"]`;
  const row = at.closest(".value")?.querySelector("input");
  if (row) {
    const value = row.value.replace(/^-/, "");
    const kind = at.classList.contains("not") ? ".not" : ".name";
    return `.value:has(input[name="${row.name}"][value="${CSS.escape(value)}"]) ${kind}, .value:has(input[name="${row.name}"][value="-${CSS.escape(value)}"]) ${kind}`;
  }
  if (at.dataset.low) return `.bar[data-low="${at.dataset.low}"]`;
  return null;
}

function swap(page) {
  const open = opened(), focus = anchor(), y = window.scrollY;
  const typed = Object.fromEntries([...document.querySelectorAll(".within")].map((box) => [box.dataset.facet, box.value]));
  for (const id of SWAPPED) document.getElementById(id).replaceWith(page.getElementById(id));
  document.title = page.title;
  const box = document.getElementById("q");
  if (document.activeElement !== box) box.value = page.getElementById("q").value;
  hidden(page);
  for (const [id, state] of Object.entries(open)) {
    const panel = document.getElementById(id);
    if (panel) panel.open = state;
  }
  ready(typed);
  window.scrollTo(window.scrollX, y);
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
}

// The hidden fields of the search box (order, size) follow the answer.
function hidden(page) {
  const form = document.getElementById("search");
  form.querySelectorAll("input[type=hidden]").forEach((field) => field.remove());
  page.querySelectorAll("#search input[type=hidden]").forEach((field) => form.append(field));
}

export async function go(address, { push = true, top = false } = {}) {
  const mine = ++asked;
  const found = document.getElementById("found");
  found.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (mine !== asked) return;
    const page = new DOMParser().parseFromString(text, "text/html");
    if (!page.getElementById("found")) { location.assign(address); return; }
    if (push) history.pushState(null, "", answer.url || address);
    shown = place();
    swap(page);
    if (top) window.scrollTo(0, 0);
    document.getElementById("announce").textContent = document.getElementById("summary").textContent.trim();
  } catch {
    location.assign(address);
  }
}

function written(form) {
  const data = new FormData(form);
  const kept = [...data.entries()].filter(([name, value]) => value !== "" || name === "q");
  return `${form.getAttribute("action")}?${new URLSearchParams(kept)}`;
}

// A box in each panel that finds a value by name; the whole list is fetched when it is needed.
function within(panel, typed) {
  const total = Number(panel.dataset.total);
  const list = panel.querySelector(".values");
  if (total <= 8 || panel.dataset.facet === "year" || panel.querySelector(".within")) return;
  const box = document.createElement("input");
  box.type = "search";
  box.className = "within";
  box.dataset.facet = panel.dataset.facet;
  const words = document.getElementById("filters").dataset;
  box.placeholder = words.within;
  box.setAttribute("aria-label", `${words.within}: ${panel.querySelector("h3").textContent}`);
  list.before(box);
  box.addEventListener("input", async () => {
    await whole(panel);
    const wanted = box.value.trim().toLocaleLowerCase();
    for (const row of panel.querySelectorAll(".value")) row.hidden = Boolean(wanted) && !row.dataset.name.toLocaleLowerCase().includes(wanted);
  });
  box.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  if (typed?.[panel.dataset.facet]) {
    box.value = typed[panel.dataset.facet];
    box.dispatchEvent(new Event("input"));
  }
}

async function whole(panel) {
  const link = panel.querySelector(".all");
  if (!link || panel.dataset.whole) return;
  panel.dataset.whole = "yes";
  const text = await fetch(link.href).then((answer) => answer.text()).catch(() => "");
  const rows = new DOMParser().parseFromString(text, "text/html").getElementById("values");
  if (!rows) delete panel.dataset.whole; // it may come at the next attempt
  if (rows) {
    panel.querySelector(".values").replaceChildren(...rows.children);
    link.remove();
    sorter(panel);
  }
}

// A whole list can be put in the order of names or of numbers.
function sorter(panel) {
  const more = panel.querySelector(".more");
  const words = document.getElementById("filters").dataset;
  const button = document.createElement("button");
  button.type = "button";
  const list = panel.querySelector(".values");
  let byName = false;
  const order = () => {
    const rows = [...list.children];
    rows.sort((a, b) => (byName ? a.dataset.name.localeCompare(b.dataset.name, document.documentElement.lang) : b.dataset.count - a.dataset.count));
    list.replaceChildren(...rows);
    button.textContent = byName ? words.byNumber : words.byName;
  };
  button.textContent = words.byName;
  button.addEventListener("click", () => { byName = !byName; order(); });
  more.prepend(button);
}

function ready(typed) {
  document.querySelectorAll(".facet").forEach((panel) => within(panel, typed));
  const svg = document.querySelector("svg.years");
  if (svg) brush(svg, (low, high) => {
    const form = document.getElementById("search");
    document.querySelectorAll("input[name=year]:not([value^='-'])").forEach((box) => { box.checked = false; });
    document.querySelector("input[name=from]").value = low;
    document.querySelector("input[name=to]").value = high;
    go(written(form));
  });
}

const plain = (event) => !(event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

export function results() {
  const form = document.getElementById("search");
  ready();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(written(form));
  });
  document.addEventListener("change", (event) => {
    if (event.target.form !== form || event.target.type !== "checkbox") return;
    if (event.target.name === "year") {
      document.querySelectorAll("input[name=from], input[name=to]").forEach((box) => { box.value = ""; });
    }
    go(written(form));
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a");
    if (!link || !plain(event)) return;
    const href = link.href.baseVal ?? link.href;
    if (link.matches(".facet .all")) { event.preventDefault(); whole(link.closest(".facet")); return; }
    const address = new URL(href, location.href);
    if (address.origin !== location.origin || address.pathname !== location.pathname || address.hash) return;
    if (address.searchParams.has("ui")) return; // another language is another page, all of it
    event.preventDefault();
    go(address.href, { top: Boolean(link.closest(".paging")) });
  });
  window.addEventListener("popstate", () => {
    if (place() === shown) return; // a leap within the page
    if (document.getElementById("found")) go(location.href, { push: false });
  });
}
