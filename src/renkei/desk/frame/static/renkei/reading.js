/* Comforts of the reading page. Without this script everything is still there and every link works. */
"use strict";
(() => {
  const wide = window.matchMedia("(min-width: 75.01rem)");

  /* Notes stand beside the words they concern, and never over one another. */
  const place = () => {
    const all = [...document.querySelectorAll(".legal .notes")];
    all.forEach((notes) => { notes.style.top = ""; });
    if (!wide.matches || document.querySelector(".beside")) return;
    let free = 0;
    for (const notes of all) {
      if (getComputedStyle(notes).position !== "absolute") continue;
      const row = notes.closest("tr");
      const block = row ? row.previousElementSibling : notes.closest(".prov");
      const words = block.querySelector(".slip, .seen, .join") || block;
      const base = notes.offsetParent.getBoundingClientRect().top + scrollY;
      const wanted = words.getBoundingClientRect().top + scrollY - 10;
      const top = Math.max(wanted, free);
      notes.style.top = `${Math.round(top - base)}px`;
      free = top + notes.offsetHeight + 6;
    }
  };
  place();
  window.addEventListener("load", place);
  let waiting = 0;
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(place, 100); });
  document.addEventListener("toggle", (event) => { if (event.target.closest(".notes")) place(); }, true);

  /* A note and its words light up together. */
  const light = (from, on) => {
    const notes = from.closest(".note");
    if (notes) {
      const row = notes.closest("tr");
      const block = row ? row.previousElementSibling : notes.closest(".prov");
      if (block) block.querySelectorAll(".slip, .seen, .join").forEach((mark) => mark.classList.toggle("lit", on));
    }
  };
  for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
    document.addEventListener(name, (event) => light(event.target, on));
  }

  /* The contents show where one is. */
  const links = new Map([...document.querySelectorAll(".toc a")].map((a) => [decodeURIComponent(a.hash.slice(1)), a]));
  const stops = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  let current = null;
  const follow = () => {
    const line = 0.3 * innerHeight;
    let at = null;
    for (const stop of stops) if (stop.getBoundingClientRect().top <= line) at = stop;
    const link = at && links.get(at.id);
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "true");
    const toc = link.closest(".toc");
    const strip = link.closest(".toc > ol");
    if (toc.scrollHeight > toc.clientHeight) toc.scrollTop = link.offsetTop - toc.clientHeight / 2;
    if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft = link.offsetLeft - strip.clientWidth / 2;
  };
  if (stops.length) {
    let asked = false;
    addEventListener("scroll", () => {
      if (asked) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; follow(); });
    }, { passive: true });
    follow();
  }

  /* What a reference leads to, shown before one goes there: on hover, on focus; Escape closes it. */
  let peek = null;
  let owner = null;
  let later = 0;
  const close = () => {
    clearTimeout(later);
    if (peek) { peek.remove(); owner.removeAttribute("aria-describedby"); }
    peek = owner = null;
  };
  const words = (link) => {
    if (link.dataset.preview) return ["", link.dataset.preview];
    const target = link.hash && document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return null;
    if (target.classList.contains("annex")) {
      const groups = [...target.querySelectorAll(".grp")].map((group) => group.textContent.trim());
      return [target.querySelector(".cap").textContent, groups.join("　")];
    }
    const copy = target.cloneNode(true);
    copy.querySelectorAll(".notes, .no, .lines").forEach((part) => part.remove());
    const cap = copy.querySelector(".cap");
    if (cap) cap.remove();
    const text = copy.textContent.trim();
    return [cap ? cap.textContent : "", text.length > 180 ? `${text.slice(0, 179)}…` : text];
  };
  const open = (link) => {
    if (owner === link) return;
    close();
    const said = words(link);
    if (!said) return;
    peek = document.createElement("div");
    peek.className = "peek";
    peek.id = "peek";
    peek.setAttribute("role", "tooltip");
    peek.lang = "ja";
    if (said[0]) { const head = document.createElement("b"); head.textContent = said[0]; peek.append(head); }
    peek.append(said[1]);
    document.body.append(peek);
    const box = link.getClientRects()[0];
    const left = Math.max(8, Math.min(box.left, innerWidth - peek.offsetWidth - 8));
    const below = box.bottom + 8 + peek.offsetHeight < innerHeight;
    peek.style.left = `${left + scrollX}px`;
    peek.style.top = `${(below ? box.bottom + 6 : box.top - peek.offsetHeight - 6) + scrollY}px`;
    peek.addEventListener("mouseleave", close);
    link.setAttribute("aria-describedby", "peek");
    owner = link;
  };
  document.addEventListener("mouseover", (event) => {
    const link = event.target.closest("a.ref");
    if (link) { clearTimeout(later); later = setTimeout(() => open(link), 150); }
  });
  document.addEventListener("mouseout", (event) => {
    if (!event.target.closest("a.ref")) return;
    clearTimeout(later);
    later = setTimeout(() => { if (peek && !peek.matches(":hover")) close(); }, 250);
  });
  document.addEventListener("focusin", (event) => {
    const link = event.target.closest("a.ref");
    if (link && link.matches(":focus-visible")) open(link); else close();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("click", close);
})();
