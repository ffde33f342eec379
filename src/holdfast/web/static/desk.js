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

// The map's days on a slider: the page of the days chosen is asked for, and its parts put in place of these.
const time = document.querySelector(".time");
if (time) {
  const days = time.dataset.days.split(" ");
  const slide = time.querySelector("#slide");
  const length = time.querySelector("#length");
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  let asked = 0;
  let waiting = 0;

  // First and last day shown; an empty one is open.
  const shown = () => {
    const last = days[slide.value];
    if (length.value === "all") return ["", ""];
    if (length.value === "up") return ["", last];
    const first = new Date(last);
    first.setUTCDate(first.getUTCDate() - (Number(length.value) - 1));
    return [first.toISOString().slice(0, 10), last];
  };
  const tell = ([first, last]) => {
    const said = !last
      ? "all days"
      : first
        ? words.formatRange(new Date(first), new Date(last)).replace(/\s*–\s*/, " to ")
        : "until " + words.format(new Date(last));
    slide.setAttribute("aria-valuetext", said);
    time.querySelector("output").textContent = said;
    for (const [name, value] of [["since", first], ["until", last]]) {
      for (const field of document.querySelectorAll(`form.filters [name=${name}]`)) field.value = value;
    }
  };
  const address = ([first, last]) => {
    const found = new URL(location.href);
    for (const [name, value] of [["since", first], ["until", last]]) {
      if (value) found.searchParams.set(name, value);
      else found.searchParams.delete(name);
    }
    return found;
  };
  const show = async (to) => {
    const mine = ++asked;
    const answer = await fetch(to);
    if (!answer.ok) throw new Error(answer.statusText);
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    for (const part of [".histogram", ".map-and-list", "form.days", "footer"]) {
      document.querySelector(part)?.replaceWith(fresh.querySelector(part));
    }
    document.getElementById("shown").replaceChildren(...fresh.getElementById("shown").childNodes);
    for (const link of time.querySelectorAll("a")) {
      const now = fresh.querySelector(link.rel ? `.time a[rel=${link.rel}]` : ".time .one-day");
      link.textContent = now.textContent;
      if (now.hasAttribute("href")) link.setAttribute("href", now.getAttribute("href"));
      else link.removeAttribute("href");
    }
    history.replaceState(null, "", to);
  };
  const move = (pause) => {
    const wanted = shown();
    tell(wanted);
    clearTimeout(waiting);
    const to = address(wanted);
    // Where the desk does not answer, the browser goes there itself and says why.
    waiting = setTimeout(() => show(to).catch(() => location.assign(to)), pause);
  };

  for (const part of time.querySelectorAll(".slide")) part.hidden = false;
  slide.value = slide.getAttribute("value"); // a browser that goes back keeps what was moved
  slide.setAttribute("aria-valuetext", time.querySelector("output").textContent.trim());
  slide.addEventListener("input", () => {
    if (length.value === "all") length.value = "up";
    move(150);
  });
  length.addEventListener("change", () => move(0));
  for (const [rel, step] of [["prev", -1], ["next", 1]]) {
    time.querySelector(`a[rel=${rel}]`).addEventListener("click", (event) => {
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.button;
      if (elsewhere || !event.currentTarget.hasAttribute("href")) return;
      event.preventDefault();
      const last = new URL(event.currentTarget.href).searchParams.get("until");
      slide.value = days.includes(last) ? days.indexOf(last) : Number(slide.value) + step;
      move(0);
    });
  }
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
