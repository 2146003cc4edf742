import { Rule } from '../../model/rules/rule';

export const signalsAreAnAddOn: Rule = ({ telemetry }, report) => {
  if (telemetry?.kind === 'applicationSignals') {
    report('EksSignalsAreAnAddOn', 'telemetry', {});
  }
};
