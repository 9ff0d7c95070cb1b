// Completion of what is being typed, as the combobox pattern of WAI-ARIA has it.

export function suggest() {
  const box = document.querySelector("#q");
  const form = box.form;
  const list = document.createElement("ul");
  list.className = "offers";
  list.id = "offers";
  list.role = "listbox";
  list.hidden = true;
  form.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "offers", "aria-autocomplete": "list" })) box.setAttribute(name, value);
  let offers = [], active = -1, asked = 0, timer = 0;

  function close() {
    clearTimeout(timer);
    asked += 1; // what is still on its way comes too late
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    box.value = offers[index].text;
    close();
    form.requestSubmit();
  }

  function light(index) {
    active = index;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === index)));
    if (index < 0) box.removeAttribute("aria-activedescendant");
    else box.setAttribute("aria-activedescendant", `offer-${index}`);
  }

  function show(found) {
    offers = found.slice(0, 8);
    list.replaceChildren(...offers.map((offer, index) => {
      const item = document.createElement("li");
      item.id = `offer-${index}`;
      item.role = "option";
      item.setAttribute("aria-selected", "false");
      const name = document.createElement("bdi");
      name.textContent = offer.label || offer.text;
      const kind = document.createElement("span");
      kind.className = "kind";
      kind.textContent = form.dataset[offer.kind] ?? "";
      item.append(name, kind);
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); choose(index); });
      return item;
    }));
    list.hidden = !offers.length || document.activeElement !== box;
    active = -1;
    box.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    const mine = ++asked;
    const typed = box.value;
    if (typed.trim().length < 2) { close(); return; }
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(typed)}`);
      if (mine === asked && answer.ok) show(await answer.json());
    } catch { close(); }
  }

  form.addEventListener("submit", close);

  // While an input method composes, keys are its own; what it gives in the end is completed.
  function later(event) {
    clearTimeout(timer);
    if (!event.isComposing) timer = setTimeout(ask, 120);
  }

  box.addEventListener("input", later);
  box.addEventListener("compositionend", later);
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      light((active + 1 + step + offers.length + 1) % (offers.length + 1) - 1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  });
}
