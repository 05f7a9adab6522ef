import { enableCompileCache } from 'node:module';

/**
 * Loaded before each test file: keeps coverage to the process of the test file itself. Node hands
 * NODE_V8_COVERAGE on to every child, and one that is killed while it writes leaves half a report behind,
 * which fails the whole run. The one test that wants its children measured finds the folder under this name.
 */
export const COVERAGE_OF_CHILDREN = 'COVERAGE_OF_CHILDREN';

const { NODE_V8_COVERAGE } = process.env;
if (NODE_V8_COVERAGE !== undefined) process.env[COVERAGE_OF_CHILDREN] = NODE_V8_COVERAGE;
delete process.env.NODE_V8_COVERAGE;

// Each test file reads the same TypeScript.
enableCompileCache();
