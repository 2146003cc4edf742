// Network
export { AddressSpace, Egress, FlowLogs, Network } from './network';
export type {
  CloudWatchFlowLogsOptions, EndpointsOnlyOptions, ExistingNetworkOptions, FlowLogsOptions, INetwork, IpamPoolOptions, NatOptions, NetworkProps, TierPrefixes,
} from './network';
