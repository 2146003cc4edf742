/** All rules about the meaning of objects. */
import { autoscalerBoundsAreOrdered } from './autoscaler-bounds-are-ordered';
import { autoscalerMetricsAreComplete } from './autoscaler-metrics-are-complete';
import { autoscalersHaveTargets } from './autoscalers-have-targets';
import { claimsAreComplete } from './claims-are-complete';
import { claimsExist } from './claims-exist';
import { claimsFindVolumes } from './claims-find-volumes';
import { configMapsHaveTheKeys } from './config-maps-have-the-keys';
import { containerPortsAreValid } from './container-ports-are-valid';
import { containersAreComplete } from './containers-are-complete';
import { countsAreNotNegative } from './counts-are-not-negative';
import { dataKeysAreFileNames } from './data-keys-are-file-names';
import { deadlinesLeaveTime } from './deadlines-leave-time';
import { disruptionBudgetsFindPods } from './disruption-budgets-find-pods';
import { disruptionBudgetsHaveOneBound } from './disruption-budgets-have-one-bound';
import { environmentIsComplete } from './environment-is-complete';
import { handlersDoOneThing } from './handlers-do-one-thing';
import { identitiesAreUnique } from './identities-are-unique';
import { jobsCanEnd } from './jobs-can-end';
import { labelsAreValid } from './labels-are-valid';
import { limitRangesAreOrdered } from './limit-ranges-are-ordered';
import { limitsCoverRequests } from './limits-cover-requests';
import { mountPathsAreUnique } from './mount-paths-are-unique';
import { mountsHaveVolumes } from './mounts-have-volumes';
import { namesAreValid } from './names-are-valid';
import { namespacesExist } from './namespaces-exist';
import { networkPoliciesOpenPorts } from './network-policies-open-ports';
import { networkPoliciesSelectSomething } from './network-policies-select-something';
import { nodeClassesFindSubnets } from './node-classes-find-subnets';
import { nodePoolsAreComplete } from './node-pools-are-complete';
import { nodePoolsHaveClasses } from './node-pools-have-classes';
import { objectsAreSmall } from './objects-are-small';
import { podsFitTheirSystem } from './pods-fit-their-system';
import { podsPassPodSecurity } from './pods-pass-pod-security';
import { podsRestartAsTheirKindNeeds } from './pods-restart-as-their-kind-needs';
import { podsSpreadThemselves } from './pods-spread-themselves';
import { priorityClassesExist } from './priority-classes-exist';
import { probeTimingsArePositive } from './probe-timings-are-positive';
import { probesAskAtPorts } from './probes-ask-at-ports';
import { quantitiesAreValid } from './quantities-are-valid';
import { roleBindingsBindRoles } from './role-bindings-bind-roles';
import { rolesAllowSomething } from './roles-allow-something';
import { rolloutsCanMove } from './rollouts-can-move';
import { Rule } from './rule';
import { schedulesAreCron } from './schedules-are-cron';
import { secretProvidersExist } from './secret-providers-exist';
import { secretProvidersNameWhatTheyFetch } from './secret-providers-name-what-they-fetch';
import { secretsHaveTheKeys } from './secrets-have-the-keys';
import { securityContextsAgree } from './security-contexts-agree';
import { selectorExpressionsAreComplete } from './selector-expressions-are-complete';
import { selectorsDoNotOverlap } from './selectors-do-not-overlap';
import { selectorsMatchTemplates } from './selectors-match-templates';
import { serviceAccountsExist } from './service-accounts-exist';
import { servicePortsAreValid } from './service-ports-are-valid';
import { servicePortsLeadToPods } from './service-ports-lead-to-pods';
import { servicesFindPods } from './services-find-pods';
import { sidecarsStartFirst } from './sidecars-start-first';
import { statefulSetsHaveServices } from './stateful-sets-have-services';
import { stoppingHasTime } from './stopping-has-time';
import { targetGroupBindingsLeadToServices } from './target-group-bindings-lead-to-services';
import { tolerationsAreComplete } from './tolerations-are-complete';
import { volumesHaveOneSource } from './volumes-have-one-source';

export const RULES: readonly Rule[] = [
  autoscalerBoundsAreOrdered,
  autoscalerMetricsAreComplete,
  autoscalersHaveTargets,
  claimsAreComplete,
  claimsExist,
  claimsFindVolumes,
  configMapsHaveTheKeys,
  containerPortsAreValid,
  containersAreComplete,
  countsAreNotNegative,
  dataKeysAreFileNames,
  deadlinesLeaveTime,
  disruptionBudgetsFindPods,
  disruptionBudgetsHaveOneBound,
  environmentIsComplete,
  handlersDoOneThing,
  identitiesAreUnique,
  jobsCanEnd,
  labelsAreValid,
  limitRangesAreOrdered,
  limitsCoverRequests,
  mountPathsAreUnique,
  mountsHaveVolumes,
  namesAreValid,
  namespacesExist,
  networkPoliciesOpenPorts,
  networkPoliciesSelectSomething,
  nodeClassesFindSubnets,
  nodePoolsAreComplete,
  nodePoolsHaveClasses,
  objectsAreSmall,
  podsFitTheirSystem,
  podsPassPodSecurity,
  podsRestartAsTheirKindNeeds,
  podsSpreadThemselves,
  priorityClassesExist,
  probeTimingsArePositive,
  probesAskAtPorts,
  quantitiesAreValid,
  roleBindingsBindRoles,
  rolesAllowSomething,
  rolloutsCanMove,
  schedulesAreCron,
  secretProvidersExist,
  secretProvidersNameWhatTheyFetch,
  secretsHaveTheKeys,
  securityContextsAgree,
  selectorExpressionsAreComplete,
  selectorsDoNotOverlap,
  selectorsMatchTemplates,
  serviceAccountsExist,
  servicePortsAreValid,
  servicePortsLeadToPods,
  servicesFindPods,
  sidecarsStartFirst,
  statefulSetsHaveServices,
  stoppingHasTime,
  targetGroupBindingsLeadToServices,
  tolerationsAreComplete,
  volumesHaveOneSource,
];
