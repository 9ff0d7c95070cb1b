// The few keys: each does what a link or a box of the page does.

const typing = (target) => target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

function follow(selector) {
  const link = document.querySelector(selector);
  link?.click();
  return Boolean(link);
}

function walk(step) {
  const hits = [...document.querySelectorAll(".hit h2 a")];
  if (!hits.length) return false;
  const now = hits.indexOf(document.activeElement);
  const next = now < 0 ? (step > 0 ? 0 : hits.length - 1) : Math.min(Math.max(now + step, 0), hits.length - 1);
  hits[next].focus();
  hits[next].closest(".hit").scrollIntoView({ block: "nearest" });
  return true;
}

function match(step) {
  document.dispatchEvent(new CustomEvent("dateline:match", { detail: step }));
  return Boolean(document.querySelector("#matches"));
}

const reading = () => document.body.classList.contains("reading");
const actions = {
  "/": () => { const box = document.querySelector("#q"); box?.focus(); box?.select(); return Boolean(box); },
  "?": () => follow(".places a[data-help]"),
  j: () => (reading() ? match(1) : walk(1)),
  k: () => (reading() ? match(-1) : walk(-1)),
  n: () => follow(reading() ? "#next-result" : ".paging a[rel=next]"),
  p: () => follow(reading() ? "#previous-result" : ".paging a[rel=prev]"),
  u: () => follow("a.back, .back a"),
};

export function keys() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && event.target.id === "q") { event.target.blur(); return; }
    if (typing(event.target)) return;
    const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow && event.target.closest?.(".hit")) { if (walk(arrow)) event.preventDefault(); return; }
    if (actions[event.key]?.()) event.preventDefault();
  });
}
