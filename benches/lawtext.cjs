// Times Lawtext's own parser on Lawtext's own text form of the laws named on the command line.
// node lawtext.cjs SAMPLE.txt LAW.xml ...   (run in the folder that holds node_modules)
"use strict";
const fs = require("fs");
const path = require("path");
const base = path.join(process.cwd(), "node_modules", "lawtext", "dist", "src");
const { xmlToEL } = require(path.join(base, "node", "el", "xmlToEL"));
const { renderLawtext } = require(path.join(base, "renderer", "lawtext"));
const { parse } = require(path.join(base, "parser", "lawtext"));

const clean = (text) => text.replace(/\s/g, "");
const timed = (work) => {
    const wall = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    const value = work();
    const used = process.cpuUsage(cpu);
    return {
        value,
        wall: Number(process.hrtime.bigint() - wall) / 1e9,
        cpu: (used.user + used.system) / 1e6,
    };
};

const [sample, ...files] = process.argv.slice(2);
const texts = files.map((file) => renderLawtext(xmlToEL(fs.readFileSync(file, "utf-8"))));
parse(texts[0]); // not counted: the compiler warms up
const laws = texts.map((text, index) => {
    const { value, wall, cpu } = timed(() => parse(text));
    return { file: files[index], characters: text.length, wall, cpu, errors: value.errors.length };
});
const raw = fs.readFileSync(sample, "utf-8");
const result = { laws, sample: { characters: clean(raw).length, kept: 0, errors: 0, failed: "" } };
try {
    const { value, errors } = parse(raw);
    result.sample.kept = clean(value.text()).length;
    result.sample.errors = errors.length;
} catch (error) {
    result.sample.failed = String(error).split("\n")[0];
}
process.stdout.write(JSON.stringify(result));
