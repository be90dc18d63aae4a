import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

/** The field where questions are written, in the English page. */
export const question = () =>
  screen.findByRole('textbox', { name: /^Ask about your/ });

/** Writes a question and sends it by keyboard. */
export async function ask(words: string) {
  const field = await question();
  await userEvent.click(field);
  await userEvent.paste(words);
  await userEvent.keyboard('{Enter}');
  return field;
}

/** The one answer of the page, when it is complete. */
export async function finishedAnswer() {
  const answer = await screen.findByRole('article');
  await waitFor(() => expect(answer).toHaveAttribute('aria-busy', 'false'));
  return answer;
}
