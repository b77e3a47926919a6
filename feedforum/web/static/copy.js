// Shows the buttons that copy a feed's address, which without a script could do nothing.
"use strict";

async function copy(address) {
  try {
    await navigator.clipboard.writeText(address.textContent);
    return true;
  } catch {
    // Without HTTPS a browser has no clipboard to write to, but for what is selected.
    getSelection().selectAllChildren(address);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("button[data-copied]")) {
  const feed = button.closest(".feed");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(feed.querySelector(".address"));
    feed.querySelector("[role=status]").textContent = done ? button.dataset.copied : button.dataset.failed;
  });
}
