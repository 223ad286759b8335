export * from './adapters.ts';
export * from './databases.ts';
export * from './graphql-client.ts';
export * from './identities.ts';
export * from './open-resources.ts';
export * from './processes.ts';
export * from './running-service.ts';
export * from './services.ts';
