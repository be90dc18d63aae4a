/**
 * Lets the browser of the tests copy, which has no clipboard, and tells what was copied last.
 * `refuse` makes it refuse, as a browser does without the permission.
 */
export function watchClipboard(options: { refuse?: boolean } = {}) {
  const copied: string[] = [];
  document.execCommand = jest.fn(command => {
    if (command !== 'copy' || options.refuse) {
      return false;
    }
    copied.push(document.getSelection()?.toString() ?? '');
    return true;
  });
  window.prompt = jest.fn();
  return { last: () => copied.at(-1), all: copied };
}
