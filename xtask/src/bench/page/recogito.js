// The annotations of notes.json on the page's text, as the package's readme sets them, with the way of drawing that
// the address names (`?SPANS`, `?CSS_HIGHLIGHTS`). `xtask/src/bench/notes.rs` calls what is set on `window`.
const painted = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

await painted();
performance.mark('peer-text');
const text = document.getElementById('text').textContent;
const made = await (await fetch('notes.json')).json();
const annotation = ([id, start, end]) => ({
  id,
  bodies: [],
  target: { annotation: id, selector: [{ quote: text.slice(start, end), start, end }], created: new Date() },
});
const annotator = RecogitoJS.createTextAnnotator(document.getElementById('text'), { renderer: location.search.slice(1) });
annotator.setAnnotations(made.map(annotation));
await painted();
performance.mark('peer-notes');

window.none = () => annotator.setAnnotations([]);
window.all = () => annotator.setAnnotations(made.map(annotation));
window.add = (id, start, end) => annotator.addAnnotation(annotation([id, start, end]));
window.count = () => annotator.getAnnotations().length;
