// The browser's own.
export const open = async () => {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return { words: (text) => Array.from(segmenter.segment(text), (piece) => piece.segment) };
};
