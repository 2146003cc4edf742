// Network
export { AddressSpace, Egress, ExistingNetwork, FlowLogs, Network } from './network';
export type {
  CloudWatchFlowLogsOptions, EndpointsOnlyOptions, ExistingNetworkOptions, FlowLogsOptions, INetwork, IpamPoolOptions, NatOptions, NetworkProps, TierPrefixes,
} from './network';
