import { screen } from '@testing-library/react';
import { build, fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { KnowledgePage } from './KnowledgePage';

const address = '/assistant/knowledge';

// in a file of its own: the permission hook keeps what it learned for the whole life of the module
describe('KnowledgePage without the permission', () => {
  it('lets those without the permission look only, and says why', async () => {
    const api = fakeAssistantApi({
      getDocumentBase: async () => ({
        active: undefined,
        generations: [],
        sources: [],
        engine: 'pglite',
        build: { ...build, state: 'failed', failure: 'The disk is full.' },
      }),
    });
    const { container } = renderPage(<KnowledgePage />, {
      api,
      address,
      mayManage: false,
    });
    expect(
      await screen.findByText(/^Building and switching needs the permission/),
    ).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Build now' })).toBeNull();
    expect(
      screen.getByText('No generation was built yet.'),
    ).toBeInTheDocument();
    expect(screen.getByText('No build is scheduled.')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The last build failed: The disk is full.',
    );
    expect(
      screen.getByText(/Going back and deleting needs the permission/),
    ).toBeInTheDocument();
    expect(screen.getByRole('list', { name: 'Versions' })).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^(Back to here|Undo|Delete)/ }),
    ).toBeNull();
    expect(await findViolations(container)).toEqual([]);
  });
});
