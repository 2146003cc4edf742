/** What a rule is. */
import { App } from '../app';
import { Complaint } from '../object';

/** One thing that has to be right about the objects of an app. Its name says what is right. */
export interface Rule {
  readonly name: string;
  check(app: App): Iterable<Complaint>;
}
