// How what Arena's gateway costs grows: with the answer, with the plan, and with the supergraph. The gateway is alone in
// front of subgraphs that answer from nothing but ids; it checks access tokens, signs identities, estimates costs and
// counts rates meanwhile, and keeps no answers.
import { parseArgs } from 'node:util';
import { stopChildren } from '../gateway/child/child.ts';
import { writeReport } from '../report/report.ts';
import { answersSection, measureAnswers } from './answers.ts';
import { FULL, QUICK, type Pace } from './pace.ts';
import { measurePlans, plansSection } from './plans.ts';
import { setStage } from './stage.ts';
import { measureSupergraphs, supergraphsSection } from './supergraphs.ts';

/** As many as Arena has, and ten times as many. */
const SUBGRAPHS = { few: 6, many: 60 };

async function bench(pace: Pace): Promise<void> {
  const stage = await setStage();
  try {
    const [few, many] = [await stage.startGraph(SUBGRAPHS.few), await stage.startGraph(SUBGRAPHS.many)];
    const answers = await measureAnswers(stage, few, pace);
    const plans = await measurePlans(stage, many, pace);
    const supergraphs = await measureSupergraphs(stage, [few, many], pace);
    const report = await writeReport({
      name: 'growth',
      title: 'How cost grows',
      text:
        'Arena’s gateway alone, in front of light subgraphs: it checks each caller’s access token, signs who asks to the ' +
        'subgraphs, estimates costs and counts rates, and keeps no answers. Four connections, each with one request at a ' +
        `time. ${pace.rounds} round${pace.rounds === 1 ? '' : 's'} of ${pace.milliseconds / 1_000} s for each figure after ` +
        `${pace.warmUpMs / 1_000} s of warm-up; figures are the median over the rounds, with the least and the greatest ` +
        'behind it.',
      sections: [
        answersSection(answers),
        plansSection(plans, SUBGRAPHS.many),
        supergraphsSection(supergraphs),
      ],
      data: { settings: pace, answers, plans, supergraphs },
    });
    console.log(report);
  } finally {
    await stopChildren();
    await stage.stop();
  }
}

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void stopChildren().then(() => process.exit(130)));
}
await bench(values.quick ? QUICK : FULL);
