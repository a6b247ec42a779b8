#include "app/worker.h"

#include <signal.h>
#include <sys/prctl.h>

#include <new>
#include <optional>
#include <utility>

#include "app/job.h"
#include "app/pipeline.h"
#include "app/sandbox.h"

namespace atagande::app {
namespace {

constexpr int socket_to_supervisor = 3;

Reply failed(Fault fault, const std::string& message, int page) {
  Reply reply;
  reply.failure = Failure{fault, message, page};
  return reply;
}

Reply answer(Pipeline& pipeline, Request request) {
  try {
    return pipeline.handle(std::move(request));
  } catch (const Error& error) {
    return failed(error.fault(), error.what(), error.place().page);
  } catch (const std::bad_alloc&) {
    return failed(Fault::limit, "it needs more memory than a worker may have (--memory)", 0);
  } catch (const std::exception& error) {
    return failed(Fault::internal, error.what(), 0);
  }
}

}  // namespace

Message to_message(const WorkerConfiguration& configuration) {
  const PipelineOptions& pipeline = configuration.pipeline;
  Message message = {std::to_string(static_cast<int>(pipeline.ocr)),
                     pipeline.language,
                     pipeline.repair_mode,
                     pipeline.recogniser,
                     std::to_string(pipeline.dpi),
                     std::to_string(pipeline.max_pages),
                     std::to_string(pipeline.max_megapixels),
                     configuration.data.rules_directory,
                     configuration.data.models_directory,
                     configuration.scratch_directory,
                     std::to_string(configuration.memory_bytes),
                     configuration.pipeline_hash,
                     pipeline.product,
                     configuration.indented_records ? "1" : "0",
                     configuration.kernel,
                     std::to_string(configuration.page_timeout_ms),
                     configuration.keep_seen ? "1" : "0",
                     configuration.keep_signatures ? "1" : "0",
                     configuration.data.names_file,
                     std::to_string(pipeline.also.size())};
  message.insert(message.end(), pipeline.also.begin(), pipeline.also.end());
  message.insert(message.end(), configuration.data.extra_rules.begin(), configuration.data.extra_rules.end());
  return message;
}

WorkerConfiguration configuration_from(const Message& message) {
  constexpr std::size_t fixed_parts = 20;
  if (message.size() < fixed_parts) throw Error(Fault::internal, "a worker's configuration is cut short");
  WorkerConfiguration configuration;
  PipelineOptions& pipeline = configuration.pipeline;
  pipeline.ocr = static_cast<OcrMode>(std::stoi(message[0]));
  pipeline.language = message[1];
  pipeline.repair_mode = message[2];
  pipeline.recogniser = message[3];
  pipeline.dpi = std::stoi(message[4]);
  pipeline.max_pages = std::stoi(message[5]);
  pipeline.max_megapixels = std::stod(message[6]);
  configuration.data.rules_directory = message[7];
  configuration.data.models_directory = message[8];
  configuration.scratch_directory = message[9];
  configuration.memory_bytes = std::stoull(message[10]);
  configuration.pipeline_hash = message[11];
  pipeline.product = message[12];
  configuration.indented_records = message[13] == "1";
  configuration.kernel = message[14];
  configuration.page_timeout_ms = std::stol(message[15]);
  configuration.keep_seen = message[16] == "1";
  configuration.keep_signatures = message[17] == "1";
  configuration.data.names_file = message[18];
  const std::size_t extra_files = std::stoul(message[19]);
  for (std::size_t i = fixed_parts; i < message.size(); ++i) {
    auto& list = i < fixed_parts + extra_files ? pipeline.also : configuration.data.extra_rules;
    list.push_back(message[i]);
  }
  return configuration;
}

int serve_jobs() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole group; the supervisor decides
  MessageReader reader;
  const auto first = receive_message(socket_to_supervisor, reader);
  if (!first) return 0;
  const WorkerConfiguration configuration = configuration_from(*first);
  confine(configuration.memory_bytes, configuration.scratch_directory);
  Pipeline pipeline(configuration);
  while (const auto message = receive_message(socket_to_supervisor, reader)) {
    send_message(socket_to_supervisor, to_message(answer(pipeline, request_from(*message))));
  }
  return 0;
}

}  // namespace atagande::app
