import type { SendMailOptions } from 'nodemailer';
import type { Outcome } from './mail.ts';

/** Takes mails to where they leave. */
export type Transport = {
  /**
   * Never throws for what is wrong with a server, a connection, a disk or an address: that is an outcome.
   * @param id the mail's own, the same at each try
   */
  deliver: (id: string, message: SendMailOptions) => Promise<Outcome>;
  close: () => void;
};
