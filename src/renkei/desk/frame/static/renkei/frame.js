/* An open list closes when one goes elsewhere. Without this script it closes where it was opened. */
"use strict";
(() => {
  for (const list of document.querySelectorAll("details.drop")) {
    document.addEventListener("click", (event) => { if (!list.contains(event.target)) list.open = false; });
    list.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && list.open) { list.open = false; list.querySelector("summary").focus(); }
    });
  }
})();
