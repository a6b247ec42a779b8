#include "app/message.h"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

#include "document/document.h"

namespace atagande::app {
namespace {

// A frame is: u64 bytes that follow, u32 number of parts, then per part u32 length and its bytes; native byte order, as
// both ends are the same program on the same machine.
template <typename Number>
void put(std::string& bytes, Number number) {
  char buffer[sizeof number];
  std::memcpy(buffer, &number, sizeof number);
  bytes.append(buffer, sizeof number);
}

template <typename Number>
Number take(std::string_view& bytes) {
  Number number = 0;
  if (bytes.size() < sizeof number) throw Error(Fault::internal, "a message between processes is cut short");
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes.remove_prefix(sizeof number);
  return number;
}

}  // namespace

std::string encode(const Message& message) {
  std::uint64_t size = sizeof(std::uint32_t);
  for (const auto& part : message) size += sizeof(std::uint32_t) + part.size();
  if (size > max_message_bytes) throw Error(Fault::limit, "a result is larger than 1 GiB");
  std::string bytes;
  bytes.reserve(size + sizeof(std::uint64_t));
  put(bytes, size);
  put(bytes, static_cast<std::uint32_t>(message.size()));
  for (const auto& part : message) {
    put(bytes, static_cast<std::uint32_t>(part.size()));
    bytes.append(part);
  }
  return bytes;
}

std::optional<Message> MessageReader::next() {
  std::string_view rest = buffer_;
  if (rest.size() < sizeof(std::uint64_t)) return std::nullopt;
  const auto size = take<std::uint64_t>(rest);
  if (size > max_message_bytes) throw Error(Fault::internal, "a message between processes claims more than 1 GiB");
  if (rest.size() < size) return std::nullopt;
  rest = rest.substr(0, size);
  const auto count = take<std::uint32_t>(rest);
  Message message;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto length = take<std::uint32_t>(rest);
    if (rest.size() < length) throw Error(Fault::internal, "a part of a message between processes is cut short");
    message.emplace_back(rest.substr(0, length));
    rest.remove_prefix(length);
  }
  buffer_.erase(0, sizeof(std::uint64_t) + size);
  return message;
}

void send_message(int socket, const Message& message) {
  const std::string bytes = encode(message);
  for (std::size_t sent = 0; sent < bytes.size();) {
    const ssize_t count = ::send(socket, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) throw Error(Fault::internal, std::string("cannot reach the supervisor: ") + std::strerror(errno));
    sent += static_cast<std::size_t>(count);
  }
}

std::optional<Message> receive_message(int socket, MessageReader& reader) {
  while (true) {
    if (auto message = reader.next()) return message;
    char buffer[65536];
    const ssize_t count = ::recv(socket, buffer, sizeof buffer, 0);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return std::nullopt;
    reader.feed({buffer, static_cast<std::size_t>(count)});
  }
}

}  // namespace atagande::app
