import { describe } from 'vitest';
import { limiterContract } from './limiter-contract.ts';

describe('counting in memory', () => limiterContract(() => undefined));
