// Framed messages between the supervisor and its workers: a list of byte strings over a stream socket. Lengths are
// checked before anything is allocated, as a worker that went wrong may write anything.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace atagande::app {

using Message = std::vector<std::string>;

constexpr std::size_t max_message_bytes = std::size_t{1} << 30U;

std::string encode(const Message& message);

/// Collects bytes as they arrive and gives back whole messages. Throws Error{internal} on a frame that cannot be right.
class MessageReader {
 public:
  void feed(std::string_view bytes) { buffer_.append(bytes); }
  std::optional<Message> next();

 private:
  std::string buffer_;
};

/// Blocking exchange on a socket, for the worker's side. Throws Error{internal} when the other side writes nonsense.
void send_message(int socket, const Message& message);
std::optional<Message> receive_message(int socket, MessageReader& reader);  // none: the other side closed

}  // namespace atagande::app
