// The same with four times as many codecs and values.
import './fast.test.js'
