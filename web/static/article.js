// Walking the matches of an article, and lighting up the words that a facet rests on.

function walker() {
  const bar = document.getElementById("matches");
  if (!bar) return;
  const count = Number(bar.dataset.count);
  const firsts = [...document.querySelectorAll("mark[id^=m]")];
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  let now = -1;

  function step(by) {
    now = now < 0 && by < 0 ? count - 1 : (now + by + count) % count;
    firsts.forEach((mark, index) => mark.classList.toggle("current", index === now));
    const mark = firsts[now];
    const folded = mark.closest("details");
    if (folded) folded.open = true;
    mark.scrollIntoView({ block: "center" });
    told.textContent = `${now + 1} / ${count}`;
  }

  for (const [by, name] of [[-1, bar.dataset.previous], [1, bar.dataset.next]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = name;
    button.addEventListener("click", () => step(by));
    bar.append(button);
  }
  bar.append(told);
  document.addEventListener("dateline:match", (event) => step(event.detail));
}

function lights() {
  const words = [...document.querySelectorAll(".because")];
  const light = (numbers) => {
    for (const word of words) word.classList.toggle("lit", word.dataset.evidence.split(" ").some((number) => numbers.has(number)));
  };
  let pinned = new Set();
  for (const reason of document.querySelectorAll(".reason")) {
    const numbers = new Set((reason.querySelector("[data-evidence]")?.dataset.evidence ?? "").split(" ").filter(Boolean));
    if (!numbers.size) continue;
    reason.addEventListener("pointerenter", () => light(numbers));
    reason.addEventListener("pointerleave", () => light(pinned));
    reason.addEventListener("focusin", () => light(numbers));
    reason.addEventListener("focusout", () => light(pinned));
    // A click or a tap beside the links keeps the words lit until the next one.
    reason.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      const on = !reason.classList.contains("pinned");
      document.querySelectorAll(".reason.pinned").forEach((other) => other.classList.remove("pinned"));
      reason.classList.toggle("pinned", on);
      pinned = on ? numbers : new Set();
      light(pinned);
      if (on) document.querySelector(".because.lit")?.scrollIntoView({ block: "nearest" });
    });
  }
}

// Words in folded furniture are unfolded when a link leads to them.
function unfold() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const folded = target && target.closest("details");
  if (folded) folded.open = true;
}

export function article() {
  walker();
  lights();
  unfold();
  window.addEventListener("hashchange", unfold);
}
