// Loaded before a process that is measured: when asked, it cleans up as far as it can and says how much it holds.
import v8 from 'node:v8'
import vm from 'node:vm'

v8.setFlagsFromString('--expose-gc')
const collect = vm.runInNewContext('gc')

process.on('message', (asked) => {
  if (asked !== 'weigh') return
  // What a first round lets go of may hold what a second one finds.
  for (let round = 0; round < 3; round++) collect()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send({ heapKb: (heapUsed + external) / 1024, rssKb: rss / 1024 })
})
process.channel.unref()
