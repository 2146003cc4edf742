/** Remembers what a deployment did to each resource, so that it can be cleaned up after success and undone after failure. */
import { ResourceState } from './state';

export type Step =
  | { readonly kind: 'created'; readonly now: ResourceState }
  | { readonly kind: 'updated'; readonly before: ResourceState; readonly now: ResourceState }
  | { readonly kind: 'replaced'; readonly before: ResourceState; readonly now: ResourceState };

export class Journal {
  private readonly steps: Step[] = [];

  public record(step: Step): void {
    this.steps.push(step);
  }

  /** Oldest first: what others need comes before them, on the way back as on the way out. */
  public forwards(): readonly Step[] {
    return this.steps;
  }

  /** Newest first: the order in which things are deleted. */
  public backwards(): Step[] {
    return [...this.steps].reverse();
  }

  /** What replacements left behind, in the order in which it may be deleted. */
  public leftovers(): ResourceState[] {
    return this.backwards().flatMap(step => step.kind === 'replaced' ? [step.before] : []);
  }
}
