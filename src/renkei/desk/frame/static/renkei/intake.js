/* Says at once that a file is too large, instead of after sending it. The server checks it all the same. */
"use strict";
(() => {
  const summary = document.getElementById("summary");
  if (summary) summary.focus();
  const form = document.getElementById("intake");
  const file = form && form.querySelector("input[type=file]");
  const words = document.getElementById("too-large");
  if (!file || !words) return;
  const tooLarge = () => [...file.files].some((one) => one.size > Number(form.dataset.limit));
  const say = () => { words.hidden = !tooLarge(); };
  file.addEventListener("change", say);
  say(); // a file may have been chosen before this ran, or be kept by the browser on a reload
  form.addEventListener("submit", (event) => {
    if (!tooLarge()) return;
    event.preventDefault();
    words.hidden = false;
    file.focus();
  });
})();
