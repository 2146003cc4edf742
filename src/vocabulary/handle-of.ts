import { IConstruct } from 'constructs';
import { Handle } from '../model';

/** Wraps a construct so that the model can carry it; a reader recognises it by its path. */
export function handleOf(construct: IConstruct): Handle {
  return new Handle(construct.node.path, construct);
}
