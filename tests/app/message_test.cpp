#include "app/message.h"

#include <gtest/gtest.h>

#include <string>

#include "app/job.h"
#include "app/worker.h"

namespace atagande::app {
namespace {

TEST(MessageReader, GivesWholeMessagesHoweverTheBytesCome) {
  const Message first = {"a", "", std::string("\0b", 2)};
  const Message second = {};
  const std::string bytes = encode(first) + encode(second);
  for (std::size_t chunk = 1; chunk <= bytes.size(); ++chunk) {
    MessageReader reader;
    std::vector<Message> messages;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
      reader.feed(std::string_view(bytes).substr(at, chunk));
      while (auto message = reader.next()) messages.push_back(*message);
    }
    EXPECT_EQ(messages, (std::vector<Message>{first, second})) << "chunk " << chunk;
  }
}

TEST(MessageReader, RefusesFramesThatCannotBeRight) {
  MessageReader huge;
  huge.feed(std::string(8, '\xFF'));
  EXPECT_THROW(huge.next(), Error);

  std::string lying = encode({"abc"});
  lying[12] = '\x7F';  // the part claims more bytes than the frame has
  MessageReader reader;
  reader.feed(lying);
  EXPECT_THROW(reader.next(), Error);
}

TEST(Job, SurvivesTheWire) {
  Reply reply;
  reply.failure = Failure{Fault::encrypted, "needs a password", 3};
  reply.source = "{}";
  reply.page_count = 7;
  reply.finished = true;
  reply.pages = {{1, "one"}, {2, "two"}};
  reply.lost = {{Fault::limit, "too large", 5}};
  reply.pending = {3, 4};
  reply.record = "line\n";
  reply.files = {{"pdf", std::string("%PDF\0", 5)}};
  reply.seen = {{"page-0003.png", "picture"}};
  reply.signatures = {{"page-0003-signature-1.png", "strokes"}, {"page-0003-signature-2.png", ""}};
  reply.tally = {7, 2, 5, 11, 1, true};
  const Reply back = reply_from(to_message(reply));
  EXPECT_EQ(back.failure, reply.failure);
  EXPECT_EQ(back.finished, reply.finished);
  EXPECT_EQ(back.pages, reply.pages);
  EXPECT_EQ(back.lost, reply.lost);
  EXPECT_EQ(back.pending, reply.pending);
  EXPECT_EQ(back.record, reply.record);
  EXPECT_EQ(back.files, reply.files);
  EXPECT_EQ(back.seen, reply.seen);
  EXPECT_EQ(back.signatures, reply.signatures);
  EXPECT_EQ(back.tally, reply.tally);
  for (const char* name : {"", "../up", "/root/x", ".hidden", "a/b", "PDF"}) {
    Reply lying;
    lying.files = {{name, "x"}};
    EXPECT_THROW(reply_from(to_message(lying)), Error) << name;
  }
  EXPECT_THROW(reply_from({"0", "internal"}), Error);
  EXPECT_THROW(request_from({"not a number"}), Error);
}

TEST(WorkerConfiguration, SurvivesTheWire) {
  WorkerConfiguration configuration;
  configuration.pipeline.ocr = OcrMode::always;
  configuration.pipeline.also = {"pdf", "txt"};
  configuration.pipeline.product = "hocr";
  configuration.data.extra_rules = {"mine"};
  configuration.data.names_file = "names.txt";
  configuration.memory_bytes = std::uint64_t{5} << 32U;
  const WorkerConfiguration back = configuration_from(to_message(configuration));
  EXPECT_EQ(back.pipeline.ocr, OcrMode::always);
  EXPECT_EQ(back.pipeline.also, configuration.pipeline.also);
  EXPECT_EQ(back.pipeline.product, "hocr");
  EXPECT_EQ(back.data.extra_rules, configuration.data.extra_rules);
  EXPECT_EQ(back.data.names_file, "names.txt");
  EXPECT_EQ(back.memory_bytes, configuration.memory_bytes);
}

}  // namespace
}  // namespace atagande::app
