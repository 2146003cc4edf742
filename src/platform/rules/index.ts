/** Limits of the AWS services that every platform builds on: load balancers, file systems, disks, buckets, logs, repositories. */
import { bucketsKeepVersions } from './buckets-keep-versions';
import { disksCanBeMade } from './disks-can-be-made';
import { fileSystemsAcceptIt } from './file-systems-accept-it';
import { logsAreKeptForAKnownTime } from './logs-are-kept-for-a-known-time';
import { tagsStayWithTheirImages } from './tags-stay-with-their-images';
import { targetGroupsAcceptIt } from './target-groups-accept-it';
import { Rule } from '../../model/rules/rule';

export const AWS_RULES: readonly Rule[] = [
  targetGroupsAcceptIt, fileSystemsAcceptIt, disksCanBeMade, bucketsKeepVersions, logsAreKeptForAKnownTime, tagsStayWithTheirImages,
];
