import { Construct } from 'constructs';
import { renderFargate } from './fargate';
import { renderManagedNodes } from './managed';
import { NodesParts, RenderedNodes } from './rendered';
import { renderSelfManagedNodes } from './self-managed';
import { Nodes } from '../../vocabulary';

export * from './checks';
export { makeAutoNodeRole } from './node-role';
export * from './placement';
export { letFillCaches } from './pull-through';
export type { EksNodes, RenderedNodes } from './rendered';

/** Makes the nodes of a platform; those of Auto Mode come with the cluster. */
export function renderNodes(scope: Construct, parts: NodesParts): RenderedNodes[] {
  return parts.nodes.map(nodes => render(new Construct(scope, `Nodes-${nodes._toSpec().name}`), parts, nodes));
}

function render(scope: Construct, parts: NodesParts, nodes: Nodes): RenderedNodes {
  const spec = nodes._toSpec();
  switch (spec.kind) {
    case 'auto': return { nodes, spec, made: { role: parts.autoNodeRole }, dependables: [], scope };
    case 'managed': return renderManagedNodes(scope, parts, nodes, spec.name, spec.options);
    case 'self-managed': return renderSelfManagedNodes(scope, parts, nodes, spec.name, spec.options);
    case 'fargate': return renderFargate(scope, parts, nodes, spec.name, spec.options);
  }
}
