// Called by rich_results.py: reads {documents, vocabulary} from stdin, writes a list of complaints.
import { readFileSync } from 'node:fs';

const { default: Validator } = await import(process.argv[2]);
const { documents, vocabulary } = JSON.parse(readFileSync(0, 'utf8'));

/** The nodes of a graph by their type, which is how the validator takes a page. */
function byType(document) {
  const found = {};
  for (const node of document['@graph']) (found[node['@type']] ??= []).push(node);
  return found;
}

const complaints = [];
for (const [name, document] of Object.entries(documents)) {
  const issues = await new Validator(vocabulary).validate({ jsonld: byType(document) });
  for (const issue of issues) {
    const where = issue.path.map((step) => step.property ?? step.type).join('.');
    complaints.push(`${name} ${where}: ${issue.issueMessage}`);
  }
}
process.stdout.write(JSON.stringify(complaints));
