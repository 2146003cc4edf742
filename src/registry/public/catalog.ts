/**
 * What the public gallery shows about a repository.
 */
import { Token } from 'aws-cdk-lib/core';
import { Finding, finding } from '../../findings';

/**
 * A processor that images run on, as the gallery calls it.
 */
export enum CatalogArchitecture {
  /** 32-bit ARM */
  ARM = 'ARM',
  /** 64-bit ARM */
  ARM_64 = 'ARM 64',
  /** 32-bit x86 */
  X86 = 'x86',
  /** 64-bit x86 */
  X86_64 = 'x86-64',
}

/**
 * An operating system that images run on, as the gallery calls it.
 */
export enum CatalogOperatingSystem {
  /** Linux */
  LINUX = 'Linux',
  /** Windows */
  WINDOWS = 'Windows',
}

/**
 * What the public gallery shows about a repository.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/public/public-repository-catalog-data.html
 */
export interface CatalogData {
  /**
   * What it is, in a sentence. At most 1024 characters.
   * @default - nothing
   */
  readonly description?: string;

  /**
   * All about it, in Markdown. At most 25600 characters.
   * @default - nothing
   */
  readonly about?: string;

  /**
   * How it is used, in Markdown. At most 25600 characters.
   * @default - nothing
   */
  readonly usage?: string;

  /**
   * Processors that it runs on.
   * @default - none is shown
   */
  readonly architectures?: CatalogArchitecture[];

  /**
   * Operating systems that it runs on.
   * @default - none is shown
   */
  readonly operatingSystems?: CatalogOperatingSystem[];
}

const LONGEST = { description: 1024, about: 25_600, usage: 25_600 } as const;

export function checkCatalog(catalog: CatalogData): Finding[] {
  return (Object.keys(LONGEST) as (keyof typeof LONGEST)[]).flatMap(member => {
    const given = catalog[member];
    return given === undefined || Token.isUnresolved(given) || given.length <= LONGEST[member]
      ? [] : [finding('CatalogTextTooLong', `catalog.${member}`, { given: given.length, most: LONGEST[member] })];
  });
}

export function renderCatalog({ description, about, usage, architectures, operatingSystems }: CatalogData): object {
  return {
    RepositoryDescription: description,
    AboutText: about,
    UsageText: usage,
    Architectures: architectures,
    OperatingSystems: operatingSystems,
  };
}
