/** What a test file holds open at this moment, by name. */
const open = new Map<object, string>();

/** Enters a resource in the register of open ones; disposing it takes it out again. */
export function register<T extends object>(
  name: string,
  resource: T,
  dispose: () => Promise<void>,
): T & AsyncDisposable {
  const disposable = Object.assign(resource, {
    [Symbol.asyncDispose]: async () => {
      if (!open.delete(disposable)) return;
      await dispose();
    },
  });
  open.set(disposable, name);
  return disposable;
}

/** The names of what is still open. */
export const openResources = (): string[] => [...open.values()];
