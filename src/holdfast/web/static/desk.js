// Small helps for reading; every page works without them.
"use strict";

// "/" goes to the search field, as in many desks.
document.addEventListener("keydown", (event) => {
  const typing = /^(input|select|textarea)$/i.test(event.target.tagName);
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    document.getElementById("find").focus();
  }
});

// A mark and its panel light up together, whichever is pointed at.
const room = document.querySelector(".reading-room");
if (room) {
  const light = (ids, on) => {
    for (const mark of room.querySelectorAll(".m")) {
      const own = mark.dataset.s.split(" ");
      if (ids.some((id) => own.includes(id))) mark.classList.toggle("lit", on);
    }
    for (const panel of room.querySelectorAll(".panel")) {
      if (idsOf(panel).some((id) => ids.includes(id))) panel.classList.toggle("lit", on);
    }
  };
  const idsOf = (node) => {
    const mark = node.closest?.(".m");
    if (mark) return mark.dataset.s.split(" ");
    const panel = node.closest?.(".panel");
    // A panel stands for one statement by its id, or for those that a clause rests on.
    return panel?.dataset.s?.split(" ") ?? (panel ? [panel.id.slice(2)] : []);
  };
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    room.addEventListener(enter, (event) => light(idsOf(event.target), true));
    room.addEventListener(leave, (event) => light(idsOf(event.target), false));
  }
  // A page opened for a statement shows its panel too, beside the words that the address points at.
  const chosen = room.querySelector(".panel.chosen");
  const panels = room.querySelector(".panels");
  if (chosen && getComputedStyle(panels).overflowY === "auto") panels.scrollTop = chosen.offsetTop - panels.offsetTop - 8;
}

// A draft: the line of a mistake is selected in the code, and what is still to decide is counted.
for (const link of document.querySelectorAll(".mistakes a[data-line]")) {
  link.addEventListener("click", (event) => {
    const code = document.getElementById(link.hash.slice(1));
    if (code?.tagName !== "TEXTAREA") return;
    event.preventDefault();
    const lines = code.value.split("\n");
    const start = lines.slice(0, link.dataset.line - 1).join("\n").length + (link.dataset.line > 1 ? 1 : 0);
    code.closest("details").open = true;
    code.focus();
    code.setSelectionRange(start, start + (lines[link.dataset.line - 1] ?? "").length);
    code.scrollTop = ((link.dataset.line - 3) * code.scrollHeight) / lines.length;
  });
}
const undecided = document.querySelector("[data-undecided]");
for (const choice of document.querySelectorAll(".choice input")) {
  choice.addEventListener("change", () => {
    const clause = choice.closest("fieldset");
    clause.classList.remove("open-question");
    clause.classList.toggle("left", choice.value === "no");
    clause.querySelector(".to-decide")?.remove();
    if (undecided) undecided.textContent = document.querySelectorAll(".open-question").length;
  });
}

// What changed since this browser last saw the board; kept here and sent nowhere.
const changes = document.querySelectorAll(".changes li[data-day]");
if (changes.length) {
  try {
    const seen = localStorage.getItem("holdfast.seen") || "";
    const last = [...changes].map((item) => item.dataset.day).sort().pop();
    for (const item of changes) if (seen && item.dataset.day > seen) item.classList.add("fresh");
    if (last > seen) localStorage.setItem("holdfast.seen", last);
  } catch {
    // A browser may forbid keeping things; then nothing is marked as new.
  }
}
