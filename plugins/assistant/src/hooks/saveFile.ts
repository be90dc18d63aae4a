/** Lets the browser save a text as a file. */
export function saveFile(file: {
  name: string;
  type: string;
  content: string;
}) {
  const url = URL.createObjectURL(
    new Blob([file.content], { type: `${file.type};charset=utf-8` }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name.replace(/[\\/:*?"<>|\p{Cc}\s]+/gu, ' ').trim();
  link.click();
  URL.revokeObjectURL(url);
}
