// A span of years drawn with mouse, finger or keys over the bars of the chart.

export function brush(svg, done) {
  const bars = [...svg.querySelectorAll(".bar")];
  if (bars.length < 2) return;
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  mark.setAttribute("class", "brush");
  mark.setAttribute("y", "0");
  mark.setAttribute("height", svg.querySelector(".axis").getAttribute("y1"));
  let from = -1, to = -1, moved = false;

  function at(event) {
    const box = svg.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * svg.viewBox.baseVal.width;
    const found = bars.findIndex((bar) => {
      const place = bar.querySelector(".place");
      return x < Number(place.getAttribute("x")) + Number(place.getAttribute("width"));
    });
    return found < 0 ? bars.length - 1 : found;
  }

  function draw() {
    const [first, last] = [Math.min(from, to), Math.max(from, to)].map((index) => bars[index].querySelector(".place"));
    const x = Number(first.getAttribute("x"));
    mark.setAttribute("x", x);
    mark.setAttribute("width", Number(last.getAttribute("x")) + Number(last.getAttribute("width")) - x);
    if (!mark.isConnected) svg.append(mark);
  }

  function finish() {
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    mark.remove();
    from = to = -1;
    done(bars[first].dataset.low, bars[last].dataset.high);
  }

  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    from = to = at(event);
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    if (from < 0 || !(event.buttons & 1)) return;
    to = at(event);
    if (to !== from || moved) {
      if (!moved) svg.setPointerCapture(event.pointerId);
      moved = true;
      draw();
    }
  });
  svg.addEventListener("pointerup", () => {
    if (moved) finish();
    else from = -1;
  });
  svg.addEventListener("pointercancel", () => { mark.remove(); from = -1; });
  // A drag ends with a click on whatever is below it: that one is not a choice of one year.
  svg.addEventListener("click", (event) => { if (moved) { event.preventDefault(); event.stopPropagation(); moved = false; } }, true);
  svg.addEventListener("dragstart", (event) => event.preventDefault());

  // Keys: left and right walk the years, with Shift they draw a span, Enter takes it.
  svg.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const now = bars.indexOf(event.target.closest(".bar"));
    if (step && now >= 0) {
      event.preventDefault();
      event.stopPropagation();
      const next = Math.min(Math.max(now + step, 0), bars.length - 1);
      bars[next].focus();
      if (event.shiftKey) { if (from < 0) from = now; to = next; draw(); }
      else { from = -1; mark.remove(); }
    } else if (event.key === "Enter" && from >= 0 && mark.isConnected) {
      event.preventDefault();
      finish();
    } else if (event.key === "Escape") {
      mark.remove();
      from = -1;
    }
  });
}
