// From the words of the command line to a list of files: folders are walked in order of name, lists of names are read,
// "-" is copied into the scratch folder. Nothing is opened here but directories, lists and standard input, and files
// named as JSON for their first character.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/job.h"
#include "app/options.h"

namespace atagande::app {

struct Input {
  std::string path;                // to open
  std::string file_name;           // as the record calls it: the last part of the path, "stdin" for "-"
  std::string output_name;         // relative path of its record without ".json"; unique in the run
  std::optional<Failure> failure;  // it is there in name only: reported as a failed document
};

struct Gathered {
  std::vector<Input> inputs;
  std::vector<std::string> passed_by;  // JSON in folders, which is no document; by its path
};

/// Links to folders are followed, each folder once; folders that hold an earlier run's records are passed by.
/// Throws Error{bad_arguments} where there is nothing to do, and Error{no_access} where a list cannot be read. A path
/// that does not exist, or is no regular file, becomes an input with its failure.
Gathered gather(const InputOptions& options, const std::string& scratch_directory);

}  // namespace atagande::app
