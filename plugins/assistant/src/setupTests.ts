import '@testing-library/jest-dom';

// whole pages with axe take longer than the default on a busy machine
jest.setTimeout(60_000);
