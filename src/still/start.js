// Runs in the head of every page as it stands, before anything is painted. `src/still/template.rs` puts it there
// without these lines; `tests/browser/still.rs` holds that it reads what `src/app/settings.rs` keeps.
{
  const page = document.documentElement;
  // The fragment asks for another article: the one in this page must not be seen before that one.
  const [asked] = location.hash.slice(1).split('.p');
  if (asked && asked !== page.dataset.still && asked !== 'contents') page.dataset.elsewhere = '';
  try {
    const { theme, size, clean } = JSON.parse(localStorage.getItem('meipi:settings'));
    Object.assign(page.dataset, { theme, size, marks: clean ? 'hidden' : 'shown' });
  } catch {
    // Nothing is kept, or nothing that can be read: the page is as the style sheet has it.
  }
}
