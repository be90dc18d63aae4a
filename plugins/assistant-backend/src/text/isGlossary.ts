/** Whether a page explains words rather than work. */
export function isGlossary(page: { path: string; title: string }): boolean {
  return (
    /glossary/i.test(page.path) ||
    /глоссарий|словарь|glossary/i.test(page.title)
  );
}
