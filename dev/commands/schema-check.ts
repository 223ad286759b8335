import { checkSchema } from '../schema/check/check-schema.ts';
import { compose } from '../schema/compose.ts';

const today = new Date().toISOString().slice(0, 10);
const { code, output } = await checkSchema(process.argv.slice(2), compose, { folder: '.', today });
(code === 0 ? console.log : console.error)(output);
process.exitCode = code;
