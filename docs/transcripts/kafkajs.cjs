// What a program with kafkajs does: makes a topic, sends, reads in a group, looks at offsets, and deletes.
const { Kafka, CompressionTypes, logLevel } = require('kafkajs')

const [broker, topic] = process.argv.slice(2)
const kafka = new Kafka({ clientId: 'transcript', brokers: [broker], logLevel: logLevel.WARN })
const count = 100

async function main() {
  const admin = kafka.admin()
  await admin.connect()
  await admin.createTopics({ topics: [{ topic, numPartitions: 2 }] })
  console.log('partitions:', (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length)

  const producer = kafka.producer({ idempotent: true })
  await producer.connect()
  for (let i = 0; i < count; i++) {
    await producer.send({
      topic,
      compression: i % 2 ? CompressionTypes.GZIP : CompressionTypes.None,
      messages: [{ key: `k${i}`, value: `v${i}`, headers: { number: `${i}` } }],
    })
  }
  await producer.disconnect()
  console.log('sent:', count)

  const seen = new Set()
  const consumer = kafka.consumer({ groupId: `${topic}-group` })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  await new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`only ${seen.size} records in 30 s`)), 30_000).unref()
    consumer.run({
      eachMessage: async ({ message }) => {
        if (message.headers.number.toString() !== message.key.toString().slice(1)) {
          reject(new Error(`headers of ${message.key} are ${message.headers.number}`))
        }
        seen.add(message.value.toString())
        if (seen.size === count) resolve()
      },
    }).catch(reject)
  })
  await consumer.stop()
  await consumer.disconnect()
  console.log('read:', seen.size)

  const ends = await admin.fetchTopicOffsets(topic)
  console.log('end offsets:', ends.reduce((sum, each) => sum + Number(each.offset), 0))
  const committed = await admin.fetchOffsets({ groupId: `${topic}-group`, topics: [topic] })
  console.log('committed:', committed[0].partitions.reduce((sum, each) => sum + Number(each.offset), 0))
  console.log('groups:', (await admin.describeGroups([`${topic}-group`])).groups[0].state)
  await admin.deleteGroups([`${topic}-group`])
  await admin.deleteTopics({ topics: [topic] })
  await admin.disconnect()
  console.log('all is well')
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
