import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// whole pages with axe take longer than the defaults on a busy machine
jest.setTimeout(120_000);
configure({ asyncUtilTimeout: 20_000 });
