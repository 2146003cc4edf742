/** CodeDeploy: applications, deployment groups and configurations, by their names. */
import { ModelTable, text } from '../model';
import { generatedName } from '../naming';

const named = (property: string) => ({
  physicalId: (context: Parameters<typeof generatedName>[0]) => text(context.properties[property]) ?? generatedName(context),
});

export const codedeploy: ModelTable = {
  'AWS::CodeDeploy::Application': named('ApplicationName'),
  'AWS::CodeDeploy::DeploymentConfig': named('DeploymentConfigName'),
  'AWS::CodeDeploy::DeploymentGroup': {
    ...named('DeploymentGroupName'),
    check: ({ account, properties }) => {
      const application = text(properties.ApplicationName);
      if (application && !account.find('AWS::CodeDeploy::Application', application)) { throw new Error(`No application found for name: ${application}`); }
    },
  },
};
