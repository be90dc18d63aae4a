import { act, fireEvent, render, screen } from '@testing-library/react';
import { startMark, useStickToEnd } from './useStickToEnd';

/** jsdom has no layout: heights are given, 100 pixels a line and a window of 300. */
function layOut(element: HTMLElement) {
  const lines = element.querySelectorAll('p');
  Object.defineProperty(element, 'clientHeight', {
    value: 300,
    configurable: true,
  });
  Object.defineProperty(element, 'scrollHeight', {
    value: lines.length * 100,
    configurable: true,
  });
  lines.forEach((line, index) => {
    line.getBoundingClientRect = () =>
      ({ top: index * 100 - element.scrollTop } as DOMRect);
  });
}

function Page(props: { lines: number; newest?: number }) {
  const { lines, newest } = props;
  const { scrollRef, away, toEnd } = useStickToEnd(lines);
  return (
    <>
      <div
        role="log"
        ref={element => {
          if (element) {
            layOut(element);
          }
          scrollRef(element);
        }}
      >
        {Array.from({ length: lines }, (_, index) => (
          <p key={index} {...(index === newest ? startMark : {})}>
            {index}
          </p>
        ))}
      </div>
      {away && <button onClick={toEnd}>to the latest</button>}
    </>
  );
}

function scrollTo(element: HTMLElement, top: number) {
  act(() => {
    element.scrollTop = top;
  });
  fireEvent.scroll(element);
}

describe('useStickToEnd', () => {
  it('follows the end while the reader is there', () => {
    const { rerender } = render(<Page lines={5} />);
    const log = screen.getByRole('log');
    rerender(<Page lines={8} />);
    expect(log.scrollTop).toBe(500);
  });

  it('leaves a reader alone who went up, and brings them back on request', () => {
    const { rerender } = render(<Page lines={8} />);
    const log = screen.getByRole('log');
    scrollTo(log, 100);
    rerender(<Page lines={12} />);
    expect(log.scrollTop).toBe(100);
    fireEvent.click(screen.getByRole('button', { name: 'to the latest' }));
    expect(log.scrollTop).toBe(900);
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('keeps the beginning of the newest answer on the screen', () => {
    const { rerender } = render(<Page lines={4} newest={2} />);
    const log = screen.getByRole('log');
    rerender(<Page lines={12} newest={2} />);
    expect(log.scrollTop).toBe(200);
    // a reader who goes on below it is not pulled back
    scrollTo(log, 600);
    rerender(<Page lines={14} newest={2} />);
    expect(log.scrollTop).toBe(600);
  });
});
