// What pages gain where scripts run; without them everything works too.

const every = 2000;
const longest = 30000;

// A second press changes nothing; the button says so. A page brought back by "back" is usable again.
// A form that fetches a file leaves the page where it is: it carries data-again and may be sent again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if ("again" in form.dataset) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
});

// Copying needs a safe context; elsewhere the buttons stay hidden and the address can be marked.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      const said = document.getElementById(button.dataset.said);
      if (said) said.textContent = button.dataset.done;
      button.firstChild.textContent = button.dataset.short;
    });
  }
}

// A region that waits for a task is fetched again; once the task has ended, the whole page is.
async function renew(wait) {
  const region = document.querySelector("[data-refresh]");
  if (!region) return;
  let next = every;
  try {
    if (!document.hidden) {
      const answer = await fetch(location.href, { credentials: "same-origin", cache: "no-store" });
      if (answer.redirected) return location.assign(answer.url);
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-refresh]");
      if (!fresh) return location.reload();
      if (fresh.innerHTML !== region.innerHTML) region.replaceChildren(...fresh.childNodes);
    }
  } catch {
    next = Math.min(wait * 2, longest);
  }
  setTimeout(renew, next, next);
}
setTimeout(renew, every, every);
