/** The limit a live room is measured against: bare Socket.IO, everybody in one room, a message of the same size to all of them. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'

const server = http.createServer()
const io = new Server(server, { serveClient: false, perMessageDeflate: false })
io.on('connection', (socket) => {
  void socket.join('room')
  socket.on('say', (message: unknown) => io.to('room').emit('said', message))
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`ready ${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
